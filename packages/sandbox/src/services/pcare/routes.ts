import type { Route } from "../../kernel.ts"; export const PCARE_ROUTES: readonly Route[] = [];
