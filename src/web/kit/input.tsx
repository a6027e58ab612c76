import { Eye, EyeOff, type LucideIcon } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { cx } from './class.ts'
import { useField } from './field.tsx'
import { useWords } from './words.ts'

/** The look of everything that can be filled in. */
export const inputLook =
  'w-full rounded-md border border-edge bg-surface px-3 text-base text-text shadow-low transition-colors ' +
  'hover:border-muted focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus focus-visible:border-focus ' +
  'disabled:opacity-60 disabled:bg-sunken aria-invalid:border-bad-mark aria-invalid:focus-visible:outline-bad-mark'

export type InputProps = ComponentProps<'input'> & { icon?: LucideIcon }

/** One line. `icon` stands inside at the start. */
export function Input({ className, icon: Icon, ...rest }: InputProps) {
  const field = useField(rest)
  const input = (
    <input {...field} {...rest} className={cx(inputLook, 'h-control', Icon && 'pl-9', className)} />
  )
  if (!Icon) return input
  return (
    <span className="relative block">
      <Icon
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
      />
      {input}
    </span>
  )
}

/** Several lines; grows with what is written where the browser can. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  const field = useField(rest)
  return (
    <textarea
      rows={3}
      {...field}
      {...rest}
      className={cx(inputLook, 'field-sizing-content min-h-20 resize-y py-2 leading-relaxed', className)}
    />
  )
}

/** A secret that can be looked at while it is typed. */
export function PasswordInput({ className, ...rest }: ComponentProps<'input'>) {
  const field = useField(rest)
  const t = useWords('kit')
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <span className="relative block">
      <input
        autoCapitalize="none"
        spellCheck={false}
        {...field}
        {...rest}
        type={shown ? 'text' : 'password'}
        className={cx(inputLook, 'h-control pr-11', className)}
      />
      <button
        type="button"
        aria-label={shown ? t('hidePassword') : t('showPassword')}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-md text-muted hover:text-text"
      >
        <Icon aria-hidden className="size-4" />
      </button>
    </span>
  )
}
