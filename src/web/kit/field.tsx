import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'
import { cx } from './class.ts'
import { useWords } from './words.ts'

type FieldLinks = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean }

const Context = createContext<FieldLinks | null>(null)

/** What an input inside a field wears; outside a field, nothing. Own props win. */
export function useField(own: { id?: string } = {}) {
  const field = useContext(Context)
  if (!field) return {}
  return {
    id: own.id ?? field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
    'aria-required': field.required || undefined,
  }
}

export type FieldProps = {
  label: ReactNode
  /** Said before anything goes wrong. */
  help?: ReactNode
  /** A sentence that says what is wrong and what to do; it stands at the field. */
  error?: ReactNode
  required?: boolean
  /** Says "optional" beside the label. */
  optional?: boolean
  /** The label is only said to screen readers. */
  hideLabel?: boolean
  /** Beside the label, to the right: a count, a link. */
  aside?: ReactNode
  className?: string
  children: ReactNode
}

/** Label, input, help and error, tied together for every kind of reader. */
export function Field({
  label,
  help,
  error,
  required,
  optional,
  hideLabel,
  aside,
  className,
  children,
}: FieldProps) {
  const id = useId()
  const t = useWords('kit')
  const described = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ')
  const links = {
    id,
    describedBy: described || undefined,
    invalid: Boolean(error),
    required: Boolean(required),
  }
  return (
    <Context value={links}>
      <div className={cx('flex flex-col gap-1.5', className)}>
        <div className={cx('flex items-baseline justify-between gap-3', hideLabel && 'sr-only')}>
          <label htmlFor={id} className="text-sm font-medium text-text">
            {label}
            {optional && <span className="font-normal text-faint"> · {t('optional')}</span>}
          </label>
          {aside && <span className="text-xs text-muted">{aside}</span>}
        </div>
        {children}
        {error && (
          <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-bad">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{error}</span>
          </p>
        )}
        {help && (
          <p id={`${id}-help`} className="text-sm text-muted">
            {help}
          </p>
        )}
      </div>
    </Context>
  )
}
