import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** What a person who is no member agreed to: taking part in a contest as its rules say, or news of the brand. */
export const ConsentPurpose = z.enum(['contest', 'news'])
export type ConsentPurpose = z.infer<typeof ConsentPurpose>

export const Consent = z.object({
  id: Id,
  who: z.string(),
  purpose: ConsentPurpose,
  words: z.string().describe('Word for word what was agreed to'),
  version: z.string().describe('The same words have the same version'),
  language: z.string(),
  how: z.enum(['form', 'staff']),
  givenAt: z.iso.datetime(),
  confirmedAt: z.iso
    .datetime()
    .nullable()
    .describe('When the mail address answered; null: it has not, or was not asked'),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnHow: z.enum(['link', 'staff']).nullable(),
  keepUntil: z.iso.datetime().nullable(),
})
export type Consent = z.infer<typeof Consent>

export const ConsentQuery = z.object({
  q: z.string().trim().max(254).default('').describe('Part of a mail address'),
  purpose: ConsentPurpose.optional(),
  state: z.enum(['holds', 'withdrawn']).optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
export type ConsentQuery = z.infer<typeof ConsentQuery>
export const ConsentPage = z.object({ items: z.array(Consent), next: z.string().nullable() })
export const ConsentId = z.object({ id: Id })

/** What a link for withdrawal carries. */
export const ConsentKey = z.object({ token: z.string().min(20).max(120) })
export type ConsentKey = z.infer<typeof ConsentKey>

export const SharedConsent = z.object({
  brand: z.string(),
  purpose: ConsentPurpose,
  words: z.string(),
  language: z.string(),
  givenAt: z.iso.datetime(),
  withdrawnAt: z.iso.datetime().nullable(),
})
export type SharedConsent = z.infer<typeof SharedConsent>
