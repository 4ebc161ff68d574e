import type { Route } from "../../kernel.ts"; export const ANTREANFKTP_ROUTES: readonly Route[] = [];
