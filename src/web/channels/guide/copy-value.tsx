import { Check, Copy } from 'lucide-react'
import { useCopy } from '../../kit/copy.tsx'
import { useWords } from '../../kit/words.ts'
import { Breaking } from './breaking.tsx'

/** A value as it is to stand there; a press takes it along. */
export function CopyValue({ value }: { value: string }) {
  const t = useWords('kit')
  const { copied, copy } = useCopy(value)
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={copy}
      className="flex min-h-(--control-small) w-full items-center gap-2 rounded-md border border-edge bg-ground px-2.5 py-1 text-left hover:bg-hover"
    >
      <span className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">
        <Breaking>{value}</Breaking>
      </span>
      <Icon aria-hidden className="size-4 shrink-0 text-accent" />
      <span aria-live="polite" className="shrink-0 text-xs font-medium text-accent max-sm:sr-only">
        {copied ? t('copied') : t('copy')}
      </span>
    </button>
  )
}
