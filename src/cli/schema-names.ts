/** What `holdall schema` knows a schema of. */
export const schemaNames = ['spec', 'layout', 'positions'] as const;
