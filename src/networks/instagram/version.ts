/**
 * Which version of the Graph API is spoken where a channel says nothing else, and when that was decided. Meta ends a version
 * some two years after it came.
 */
export const apiVersion = { is: 'v26.0', on: '2026-11-30' } as const
