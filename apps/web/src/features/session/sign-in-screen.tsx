// Sign-in with user name and password. It shows why an attempt failed and how long to wait; it never says which of the two was wrong.
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignIn } from '../../api/session.ts';
import { isApiFailure } from '../../api/transport.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import style from './sign-in.module.css';

const TOO_MANY_REQUESTS = 429;

export function SignInScreen(props: { expired: boolean }) {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [touched, setTouched] = useState(false);
  const missing = (value: string) => (touched && value === '' ? t('frame.signIn.required') : null);
  return (
    <div className={style.screen}>
      <main style={{ display: 'flex' }}>
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            setTouched(true);
            if (username !== '' && password !== '') signIn.mutate({ username: username.trim(), password });
          }}
        >
          <div className={style.brand}>
            <img src="/favicon.svg" alt="" />
            Titian
          </div>
          <h1 style={{ fontSize: 17, fontWeight: 600 }}>{t('frame.signIn.title')}</h1>
          <TextInput
            size="md"
            label={t('frame.signIn.username')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            value={username}
            onChange={(event) => setUsername(event.currentTarget.value)}
            error={missing(username)}
          />
          <PasswordInput
            size="md"
            label={t('frame.signIn.password')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={missing(password)}
          />
          {props.expired && !signIn.error ? <Notice tone="info" live title={t('frame.signIn.expired')} /> : null}
          <SignInFailure error={signIn.error} />
          <Button type="submit" size="md" loading={signIn.isPending}>
            {t('frame.signIn.submit')}
          </Button>
        </form>
      </main>
      <aside className={style.picture} aria-hidden>
        <Bridge />
        <div className={style.words}>
          <div className={style.tagline}>{t('frame.signIn.tagline')}</div>
          <div className={style.lead}>{t('frame.signIn.lead')}</div>
        </div>
      </aside>
    </div>
  );
}

function SignInFailure(props: { error: unknown }) {
  const { t } = useTranslation();
  if (!props.error) return null;
  if (isApiFailure(props.error) && props.error.status === TOO_MANY_REQUESTS) {
    return <Notice tone="warn" live title={t('frame.signIn.wait', { seconds: props.error.retryAfterSeconds ?? 60 })} />;
  }
  if (isApiFailure(props.error) && props.error.kind === 'signed-out') {
    return (
      <Notice tone="bad" live title={t('frame.signIn.wrong')}>
        {t('frame.signIn.wrongNext')}
      </Notice>
    );
  }
  return <FailureNotice error={props.error} />;
}

/** A bridge over a calm river, the picture of the name. */
function Bridge() {
  const piers = [90, 200, 310, 420, 530, 640, 750];
  const deck = (x: number) => 372 - 74 * Math.sin((Math.PI * (x - 20)) / 800);
  return (
    <svg viewBox="0 0 840 800" preserveAspectRatio="xMidYMid slice">
      <circle cx="640" cy="150" r="58" fill="#fff" opacity="0.75" />
      <path d="M0 368 Q120 300 250 346 T520 322 T840 350 V370 H0Z" fill="#8cc3ba" opacity="0.7" />
      {piers.map((x) => (
        <rect key={x} x={x - 5} y={deck(x)} width="10" height={404 - deck(x)} fill="#0a504b" opacity="0.85" />
      ))}
      <path d="M20 372 Q420 224 820 372" fill="none" stroke="#073b37" strokeWidth="13" strokeLinecap="round" />
      <path d="M20 354 Q420 206 820 354" fill="none" stroke="#0f766e" strokeWidth="3" />
      {piers.map((x) => (
        <path key={x} d={`M${x - 34} 412 h68`} stroke="#d9ece9" strokeWidth="3" opacity="0.35" strokeLinecap="round" />
      ))}
      <path
        d="M60 470 h190 M330 450 h120 M520 490 h230 M180 530 h150 M560 560 h130"
        stroke="#d9ece9"
        strokeWidth="3"
        opacity="0.16"
        strokeLinecap="round"
      />
    </svg>
  );
}
