import { FileUp } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../../kit/button.tsx'
import { useField } from '../../kit/field.tsx'
import { useWords } from '../../kit/words.ts'

/** The browser's own control speaks the browser's language; this one speaks the person's. */
export function FilePick({ file, onPick }: { file: File | null; onPick: (file: File | null) => void }) {
  const t = useWords('settings')
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="flex flex-wrap items-center gap-3">
      <input
        {...useField()}
        ref={input}
        type="file"
        accept=".gz,application/gzip"
        tabIndex={-1}
        className="sr-only"
        onChange={({ target }) => {
          onPick(target.files?.[0] ?? null)
          // The same file again is a choice too.
          target.value = ''
        }}
      />
      <Button icon={FileUp} onClick={() => input.current?.click()}>
        {t('moving.pick')}
      </Button>
      <span className="min-w-0 truncate text-base text-muted">{file ? file.name : t('moving.noFile')}</span>
    </div>
  )
}
