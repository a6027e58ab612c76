import { z } from 'zod'

/**
 * What stands in a contract for an id. In small letters from here on, as PostgreSQL writes them: an id in capitals names the
 * same row, and must be the same wherever two are compared.
 */
export const Id = z.uuid().toLowerCase()
