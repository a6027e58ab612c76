import type { ComponentProps } from 'react'
import { useMe } from '../../api/me.ts'
import { Field } from '../../kit/field.tsx'
import { PasswordInput } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { useHasPassword } from './use-my-ways.ts'

type Props = ComponentProps<typeof PasswordInput> & { error: string | undefined }

/** The password once more, before something of weight changes. Who has none is asked nothing here; the server looks at the sign-in. */
export function AskedPassword({ error, ...input }: Props) {
  const t = useWords('people')
  const me = useMe()
  if (!useHasPassword()) return null
  return (
    <>
      <input type="hidden" name="username" autoComplete="username" value={me.email} />
      <Field label={t('account.currentPassword')} error={error} required>
        <PasswordInput autoComplete="current-password" autoFocus {...input} />
      </Field>
    </>
  )
}
