import { z } from 'zod'
import { Id } from '../../../app/id.ts'

/** The languages of the screen. */
export const Language = z.enum(['en', 'ru', 'vi', 'th', 'lv'])
export type Language = z.infer<typeof Language>

/** Mail addresses are compared in lower case. */
export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** A password as somebody types it; whether it is strong enough is said by the server in words. */
export const Password = z.string().min(1).max(200)

/** What is asked once more of who is signed in. Empty for who has none. */
export const CurrentPassword = z.string().max(200).default('')

export const PersonName = z.string().trim().min(1).max(100)

export const SignInBody = z.object({ email: Email, password: Password })
export type SignInBody = z.infer<typeof SignInBody>

/** One workspace of a person, and what they may do there. */
export const MyWorkspace = z.object({
  id: Id,
  name: z.string(),
  timeZone: z.string(),
  language: z.string(),
  weekStartsOn: z.int(),
  demo: z.boolean(),
  /** When it will be erased; null when nobody asked for that. */
  eraseAt: z.iso.datetime().nullable(),
  /** From then on it is closed to whoever asks until they have a second step; null: they have one, or it is not asked. */
  secondStepDue: z.iso.datetime().nullable(),
  role: z.string(),
  /** Names of rights, such as `post.publish`: those of the role, and those that one has on some channel. */
  rights: z.array(z.string()),
  /** Something there waits for one who may publish, as whoever asks may. */
  needsPeople: z.boolean(),
})
export type MyWorkspace = z.infer<typeof MyWorkspace>

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** Null: the browser's. */
  language: Language.nullable(),
  workspaces: z.array(MyWorkspace),
})
export type Me = z.infer<typeof Me>

/** The password was right, and the second step is awaited until then; there is no session yet. */
export const SecondStepAwaited = z.object({ secondStepUntil: z.iso.datetime() })

export const SignInAnswer = z.union([Me, SecondStepAwaited])

export const MePatch = z.object({ name: PersonName.optional(), language: Language.nullish() })
export type MePatch = z.infer<typeof MePatch>

export const PasswordBody = z.object({ current: CurrentPassword, password: Password })
export type PasswordBody = z.infer<typeof PasswordBody>
