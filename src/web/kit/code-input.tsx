import { type ChangeEvent, type ComponentProps, useEffect, useRef } from 'react'
import { useField } from './field.tsx'
import { Input } from './input.tsx'

const isWhole = (text: string): boolean => /^\d{6}$/.test(text.replace(/\s/g, ''))

/** Six digits from a phone. The last one sends the form; what was wrong is marked, so that typing takes its place. */
export function CodeInput({ ref, onChange, ...rest }: ComponentProps<'input'>) {
  const own = useRef<HTMLInputElement>(null)
  const wrong = useField()['aria-invalid'] === true
  useEffect(() => {
    if (wrong) own.current?.select()
  }, [wrong])
  const attach = (input: HTMLInputElement | null) => {
    own.current = input
    if (typeof ref === 'function') ref(input)
    else if (ref) ref.current = input
  }
  const change = (event: ChangeEvent<HTMLInputElement>) => {
    onChange?.(event)
    if (isWhole(event.target.value)) event.target.form?.requestSubmit()
  }
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      {...rest}
      ref={attach}
      onChange={change}
      className="max-w-44 font-mono text-lg"
    />
  )
}
