/** What `catalogue` can do. */
export const catalogueActions = ['check', 'new', 'draft', 'schema'] as const;
