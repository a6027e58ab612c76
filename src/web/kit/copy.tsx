import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button.tsx'
import { useWords } from './words.ts'

/** On plain http the clipboard is closed to pages; selecting and the old command still work there. */
export async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
}

/** Takes a text elsewhere in one press, and says for a moment that it did. */
export function CopyButton({ text }: { text: string }) {
  const t = useWords('kit')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Button icon={copied ? Check : Copy} onClick={() => void copy()}>
      <span aria-live="polite">{copied ? t('copied') : t('copy')}</span>
    </Button>
  )
}

/** A value to take elsewhere, in one press. */
export const CopyField = ({ value, label }: { value: string; label: string }) => (
  <div className="flex items-stretch gap-2">
    <input
      readOnly
      value={value}
      aria-label={label}
      onFocus={({ target }) => target.select()}
      className="h-control min-w-0 flex-1 rounded-md border border-line-strong bg-sunken px-3 font-mono text-sm"
    />
    <CopyButton text={value} />
  </div>
)
