/** All texts of one language, as one file to fetch. */
export const files = import.meta.glob<Record<string, unknown>>('./th/*.json', { eager: true, import: 'default' })
