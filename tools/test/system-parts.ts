// The programs that tests need and npm does not bring: installed from Debian where that is possible, otherwise named exactly.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { allPaths, readText } from '../tidy/sources.ts';

interface SystemPart {
  readonly debianPackage: string;
  readonly programs: readonly string[];
  readonly why: string;
  readonly isNeeded: () => boolean;
}

const testsMention = (pattern: RegExp): boolean =>
  allPaths().some(
    (path) => /\.(test|spec)\.tsx?$|^tests\//.test(path) && path.endsWith('.ts') && pattern.test(readText(path)),
  );

const PARTS: readonly SystemPart[] = [
  {
    debianPackage: 'chromium',
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    why: 'the browser journeys',
    isNeeded: () => allPaths().some((path) => /^tests\/browser\/.*\.spec\.ts$/.test(path)),
  },
  {
    debianPackage: 'poppler-utils',
    programs: ['pdftotext'],
    why: 'the tests that read our PDFs back',
    isNeeded: () => testsMention(/\bpdfto(text|ppm)\b/),
  },
  {
    debianPackage: 'libreoffice-calc',
    programs: ['soffice', 'libreoffice'],
    why: 'the tests that open our Excel files',
    isNeeded: () => testsMention(/\b(soffice|libreoffice)\b/),
  },
];

/** Installs what is missing, or throws a message that says what to install by hand. */
export function ensureSystemParts(): void {
  const missing = PARTS.filter((part) => part.isNeeded() && !part.programs.some(isOnPath));
  if (missing.length === 0) return;
  const names = missing.map(({ debianPackage }) => debianPackage);
  const list = missing.map(({ debianPackage, why }) => `  ${debianPackage}: for ${why}`).join('\n');
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    throw new Error(
      `These programs are missing:\n${list}\nOn Debian or Ubuntu: sudo apt-get install ${names.join(' ')}`,
    );
  }
  console.log(`Installing from Debian: ${names.join(', ')} …`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env: environment, stdio: ['ignore', 'ignore', 'inherit'] as const, timeout: 600_000 };
  try {
    execFileSync('apt-get', ['update', '-qq'], { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], {
      ...options,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  } catch (cause) {
    throw new Error(
      `These programs are missing and could not be installed:\n${list}\nInstall them by hand: apt-get install ${names.join(' ')}`,
      { cause },
    );
  }
}

function isOnPath(program: string): boolean {
  return spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;
}
