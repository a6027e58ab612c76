import { useState } from 'react'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, unsavedPosts, writeKept } from './shelf.ts'

/** Words that another visit left on this device and that never reached the server. */
export function Unsaved({ clientId, onResume }: { clientId: string; onResume: (clientId: string) => void }) {
  const t = useWords('composer')
  const formats = useFormats()
  const [left, setLeft] = useState(() => unsavedPosts(clientId))
  const [first] = left
  if (!first) return null
  const discard = () => {
    const name = `new-${first.clientId}`
    const kept = readKept(name)
    writeKept(name, first.clientId, null)
    setLeft(unsavedPosts(clientId))
    toast(t('unsavedGone'), {
      undo: () => {
        writeKept(name, first.clientId, kept)
        setLeft(unsavedPosts(clientId))
      },
    })
  }
  return (
    <Alert
      tone="info"
      className="mb-4"
      title={t('unsavedTitle')}
      action={
        <span className="flex gap-2">
          <Button size="small" look="quiet" onClick={discard}>
            {t('unsavedDiscard')}
          </Button>
          <Button size="small" onClick={() => onResume(first.clientId)}>
            {t('unsavedResume')}
          </Button>
        </span>
      }
    >
      {formats.relative(first.at)} · {first.words.slice(0, 120)}
    </Alert>
  )
}
