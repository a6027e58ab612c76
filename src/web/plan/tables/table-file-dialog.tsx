import type { ReactNode } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input } from '../../kit/input.tsx'

type Props = {
  table: {
    problem: string | null
    look: (file: File | undefined) => Promise<void>
    isBringing: boolean
    bring: () => void
  }
  words: { title: string; help: string; cancel: string; choose: string; chooseHelp?: string }
  /** What the verb says; null as long as there is nothing to bring in. */
  bring: string | null
  sample: string
  onClose: () => void
  /** What was found in the file. */
  children: ReactNode
}

/** Chooses a file, shows what is in it, and brings it in. */
export function TableFileDialog({ table, words, bring, sample, onClose, children }: Props) {
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={words.title}
      help={words.help}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          {bring !== null && (
            <Button look="primary" busy={table.isBringing} onClick={table.bring}>
              {bring}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={words.choose} help={words.chooseHelp}>
          <TableFile onFile={(file) => void table.look(file)} />
        </Field>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled is reached by keyboard */}
        <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">
          {sample}
        </pre>
        {table.problem && <Alert tone="bad">{table.problem}</Alert>}
        {children}
      </div>
    </Dialog>
  )
}

export const TableFile = ({ onFile }: { onFile: (file: File | undefined) => void }) => (
  <Input
    type="file"
    accept=".csv,.tsv,.txt,text/csv"
    onChange={({ target }) => onFile(target.files?.[0])}
    className="h-auto min-h-control py-1.5"
  />
)
