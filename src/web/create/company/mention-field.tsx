import { type KeyboardEvent, useId, useRef, useState } from 'react'
import type { Colleague } from '../../../modules/create/company/contract.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { cx } from '../../kit/class.ts'
import { Textarea } from '../../kit/input.tsx'
import { useWords } from '../../kit/words.ts'
import { calledAt, matching } from './mentions.ts'

type Props = {
  value: string
  onChange: (value: string) => void
  people: readonly Colleague[]
  placeholder?: string
  label: string
  autoFocus?: boolean
  /** Ctrl and Enter. */
  onSend: () => void
}

/** Words in which colleagues are called by an @ and their name; by mouse, finger and keyboard. */
export function MentionField({ value, onChange, people, placeholder, label, autoFocus, onSend }: Props) {
  const t = useWords('together')
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState<number | null>(null)
  const [chosen, setChosen] = useState(0)
  const call = caret === null ? null : calledAt(value, caret)
  const found = call ? matching(people, call.typed) : []
  const current = found[Math.min(chosen, found.length - 1)]
  const look = () => {
    setCaret(field.current?.selectionStart ?? null)
    setChosen(0)
  }
  const take = (one: Colleague) => {
    if (!call || caret === null || !one.sees) return
    const before = `${value.slice(0, call.at)}@${one.name} `
    onChange(`${before}${value.slice(caret).replace(/^ /, '')}`)
    setCaret(null)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(before.length, before.length)
    })
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    } else if (current) onListKey(event, current)
  }
  const onListKey = (event: KeyboardEvent, one: Colleague) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((now) => (now + step + found.length) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(one)
    else if (event.key === 'Escape') setCaret(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative">
      <Textarea
        ref={field}
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? id : undefined}
        aria-activedescendant={current ? `${id}-${current.id}` : undefined}
        aria-autocomplete="list"
        autoFocus={autoFocus}
        maxLength={5000}
        placeholder={placeholder}
        value={value}
        onChange={({ target }) => {
          onChange(target.value)
          setCaret(target.selectionStart)
          setChosen(0)
        }}
        onClick={look}
        onKeyDown={onKey}
        onBlur={() => setCaret(null)}
      />
      {found.length > 0 && (
        <div
          id={id}
          role="listbox"
          aria-label={t('remarks.suggestions')}
          className="absolute inset-x-0 top-full z-20 mt-1 max-h-64 overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {found.map((one) => (
            <div
              key={one.id}
              id={`${id}-${one.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={one === current}
              aria-disabled={!one.sees}
              // The field keeps the focus.
              onPointerDown={(event) => {
                event.preventDefault()
                take(one)
              }}
              className={cx(
                'flex min-h-9 items-center gap-2 rounded-md px-2 text-base touch:min-h-11',
                one === current && 'bg-hover',
                !one.sees && 'text-muted',
              )}
            >
              <Avatar name={one.name} size="small" />
              <span className="min-w-0 truncate">{one.name}</span>
              {one.role === 'client' && <span className="text-xs text-muted">{t('remarks.client')}</span>}
              {!one.sees && <span className="text-xs text-muted">{t('remarks.blind')}</span>}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
