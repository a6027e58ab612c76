import { type ReactNode, useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { TableFile } from './table-file-dialog.tsx'

type Verb = { words: string; busy: boolean; run: () => void; disabled?: boolean }
type Props = {
  words: { title: string; help: string; cancel: string; file: string; tooLarge: string; text: string }
  csv: string
  onChange: (csv: string, fileName?: string) => void
  /** In bytes. */
  most: number
  sample: string
  /** Looks at it; as long as it was not looked at, or something is wrong. */
  look: Verb
  /** Takes what was seen; null until then. */
  take: Verb | null
  onClose: () => void
  /** What is asked besides, above the table. */
  around?: ReactNode
  /** What was found in it. */
  children: ReactNode
}

/** A table from a file or pasted. It is read first and shown, and taken only when somebody has seen what it says. */
export function TableTextDialog(props: Props) {
  const { words, csv, onChange, most, sample, look, take, onClose, around, children } = props
  const [tooLarge, setTooLarge] = useState(false)
  const open = async (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > most)
    if (file.size <= most) onChange(await file.text(), file.name)
  }
  const verb = take ?? look
  return (
    <Dialog
      wide
      open
      onClose={onClose}
      title={words.title}
      help={words.help}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button
            look="primary"
            busy={verb.busy}
            disabled={verb.disabled || csv.trim() === '' || csv.length > most}
            onClick={verb.run}
          >
            {verb.words}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {around}
        <Field label={words.file} error={tooLarge ? words.tooLarge : undefined}>
          <TableFile onFile={(file) => void open(file)} />
        </Field>
        <Field label={words.text}>
          <Textarea
            rows={6}
            spellCheck={false}
            className="max-h-60 font-mono text-sm"
            placeholder={sample}
            value={csv}
            onChange={({ target }) => onChange(target.value)}
          />
        </Field>
        {children}
      </div>
    </Dialog>
  )
}
