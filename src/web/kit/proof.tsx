import type { ComponentProps } from 'react'
import { Field } from './field.tsx'
import { Input, PasswordInput } from './input.tsx'
import { useWords } from './words.ts'

type Part = { field: ComponentProps<typeof Input>; error: string | undefined }

type Props = {
  /** Under which a password manager finds the password. */
  email: string
  /** Null for who has none: the server looks at the sign-in. */
  password: Part | null
  /** Of whoever has a second step; null for the others. */
  code: Part | null
}

/** What is asked once more of somebody who is signed in, before something that cannot be taken back lightly. */
export function ProofFields({ email, password, code }: Props) {
  const t = useWords('kit')
  return (
    <>
      {password && (
        <>
          <input type="hidden" name="username" autoComplete="username" value={email} />
          <Field label={t('proof.password')} error={password.error} required>
            <PasswordInput autoComplete="current-password" {...password.field} />
          </Field>
        </>
      )}
      {code && (
        <Field label={t('proof.code')} help={t('proof.codeHelp')} error={code.error} required>
          <Input
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            {...code.field}
          />
        </Field>
      )}
    </>
  )
}
