// One statement of the package: its name, its text and how the cluster rules apply to it. The checker test walks over all of them.
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** facility = names one facility by equality ($1); overview = reads scheduling columns of all; global = a table without facility. */
  readonly scope: 'facility' | 'overview' | 'global';
}

export const statement = (name: string, scope: Statement['scope'], text: string): Statement => ({
  name: `outbox_${name}`,
  scope,
  text,
});
