export const sorts = ['name', 'followers', 'growth', 'perWeek', 'erFollowers', 'answered'] as const
export type Sort = (typeof sorts)[number]
