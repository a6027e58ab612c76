import type { ReactNode } from 'react'
import { Alert } from './alert.tsx'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

type Props = {
  title: ReactNode
  /** Why to take it now. */
  words: ReactNode
  /** What closes it: “I have kept it”. */
  done: ReactNode
  onClose: () => void
  children: ReactNode
}

/** A secret, a link or codes that are shown this once. */
export const ShownOnce = ({ title, words, done, onClose, children }: Props) => (
  <Dialog
    open
    onClose={onClose}
    title={title}
    actions={
      <Button look="primary" onClick={onClose}>
        {done}
      </Button>
    }
  >
    <Alert tone="warn" className="mb-4">
      {words}
    </Alert>
    {children}
  </Dialog>
)
