import { Check, Copy } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { Button } from './button.tsx'
import { useWords } from './words.ts'

/**
 * On plain http the clipboard is closed to pages, and elsewhere it may be too; the old command still works there. What it
 * takes is marked and not focused: a dialog takes the focus back at once.
 */
export async function copyText(text: string): Promise<void> {
  const taken = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (taken) return
  const mark = document.createElement('span')
  mark.textContent = text
  mark.style.cssText = 'position: fixed; white-space: pre; opacity: 0; user-select: text'
  document.body.append(mark)
  getSelection()?.selectAllChildren(mark)
  document.execCommand('copy')
  mark.remove()
}

/** Takes a text elsewhere, and says for a moment that it did. */
export function useCopy(text: string): { copied: boolean; copy: () => void } {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return { copied, copy: () => void copy() }
}

type ButtonProps = Pick<ComponentProps<typeof Button>, 'size'> & {
  text: string
  /** Beside a long value: on a phone its sign alone is seen. */
  narrow?: boolean
}

/** Takes a text elsewhere in one press. */
export function CopyButton({ text, size, narrow }: ButtonProps) {
  const t = useWords('kit')
  const { copied, copy } = useCopy(text)
  return (
    <Button size={size} icon={copied ? Check : Copy} onClick={copy}>
      <span aria-live="polite" className={narrow ? 'max-sm:sr-only' : undefined}>
        {copied ? t('copied') : t('copy')}
      </span>
    </Button>
  )
}

/** A value to take elsewhere, in one press. */
export const CopyField = ({ value, label }: { value: string; label: string }) => (
  <div className="flex items-stretch gap-2">
    {/* An address is longer than a phone is wide. */}
    <textarea
      readOnly
      rows={1}
      value={value}
      aria-label={label}
      onFocus={({ target }) => target.select()}
      className="field-sizing-content min-h-control max-h-40 min-w-0 flex-1 resize-none content-center rounded-md border border-line-strong bg-sunken px-3 py-1 font-mono text-sm wrap-anywhere"
    />
    <span className="self-start">
      <CopyButton text={value} narrow />
    </span>
  </div>
)
