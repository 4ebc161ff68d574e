// Decides between the sign-in and the frame with a screen inside, and follows the account's language.
import { Loader } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { useLeftByChoice, useSession } from '../api/session.ts';
import { SignInScreen } from '../features/session/sign-in-screen.tsx';
import { chooseLanguage } from '../text/index.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { Frame } from './frame.tsx';

/** Screens for a TV: nothing around them. */
const BARE = '/layar/';

export function Root(props: { children: ReactNode }) {
  const session = useSession();
  const isBare = useLocation({ select: ({ pathname }) => pathname.startsWith(BARE) });
  const language = session.data?.account.language;
  const [wasSignedIn, setWasSignedIn] = useState(false);
  const leftByChoice = useLeftByChoice();
  if (session.data && !wasSignedIn) setWasSignedIn(true);
  useEffect(() => {
    if (language) void chooseLanguage(language);
  }, [language]);
  if (session.data && isBare) return props.children;
  if (session.data) return <Frame session={session.data}>{props.children}</Frame>;
  if (session.data === null) return <SignInScreen expired={wasSignedIn && !leftByChoice} />;
  if (session.isError) {
    return (
      <div style={{ maxWidth: 520, margin: '18vh auto', padding: 16 }}>
        <FailureNotice error={session.error} onRetry={() => void session.refetch()} />
      </div>
    );
  }
  return (
    <div style={{ display: 'grid', placeItems: 'center', height: '100%' }}>
      <Loader />
    </div>
  );
}
