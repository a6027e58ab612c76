import { z } from 'zod'
import { linkVariables, strangeIn } from './plain/tag.ts'

/** What a parameter says: words without spaces, and gaps as `{campaign}`. Empty: the parameter is left out. */
const Template = z
  .string()
  .trim()
  .max(200)
  .regex(/^(?:[\p{L}\p{M}\p{N}_.~+-]|\{[a-z]+\})*$/u, {
    error: 'Letters, digits, the signs - _ . ~ + and gaps such as {campaign}; no spaces.',
  })
  .refine((template) => strangeIn(template) === null, {
    error: `The gaps are ${linkVariables.map((name) => `{${name}}`).join(', ')}.`,
  })

/** A host, with all below it; an address that was pasted is cut down to its host. */
const Host = z
  .string()
  .trim()
  .max(2000)
  .transform((typed) => URL.parse(typed.includes('://') ? typed : `https://${typed}`)?.hostname ?? typed)
  .transform((host) => host.toLowerCase().replace(/^www\./, ''))
  .pipe(
    z
      .string()
      .max(253)
      .regex(/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, {
        error: 'This is no host. Write it as example.com.',
      }),
  )

const fields = {
  enabled: z.boolean(),
  source: Template,
  medium: Template,
  campaign: Template,
  term: Template,
  content: Template,
  excluded: z.array(Host).max(100),
}

/** By what links of posts say where their readers came from (`utm_source` and its like). */
export const LinkRule = z.object({
  ...fields,
  /** 0 while nobody has set it. */
  version: z.int(),
})
export type LinkRule = z.infer<typeof LinkRule>

/** `version`: the one it was read with. */
export const LinkRuleBody = z
  .object({ ...fields, term: Template.default(''), content: Template.default(''), version: z.int().min(0) })
  .refine(({ enabled, source }) => !enabled || source !== '', {
    path: ['source'],
    error: 'The source is what numbers are told apart by: write one, such as {network}.',
  })
export type LinkRuleBody = z.infer<typeof LinkRuleBody>

/** What is proposed where nobody has set anything; it is off. */
export const proposedRule: LinkRule = {
  enabled: false,
  source: '{network}',
  medium: 'social',
  campaign: '{campaign}',
  term: '',
  content: '{channel}',
  excluded: [],
  version: 0,
}
