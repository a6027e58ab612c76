import { Sparkles } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { useAssistant } from './use-assistant.ts'

const AssistantSheet = lazy(() => import('./assistant-sheet.tsx'))
const AltSheet = lazy(() => import('./alt-sheet.tsx'))

/** Asks the assistant for words; not there where there is none for whoever writes. */
export function AssistantButton({ index }: { index: number }) {
  const t = useWords('assistant')
  const assistant = useAssistant()
  const [open, setOpen] = useState(false)
  if (!assistant) return null
  return (
    <>
      <IconButton icon={Sparkles} label={t('open')} onClick={() => setOpen(true)} />
      <Suspense>
        {open && <AssistantSheet assistant={assistant} index={index} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  )
}

type AltProps = { index: number; mediaId: string }

/** Asks for words that stand for a picture; not there where the model sees none. */
export function AltButton({ index, mediaId }: AltProps) {
  const t = useWords('assistant')
  const assistant = useAssistant()
  const [open, setOpen] = useState(false)
  if (!assistant?.sees) return null
  return (
    <>
      <IconButton size="small" icon={Sparkles} label={t('describe')} onClick={() => setOpen(true)} />
      <Suspense>
        {open && (
          <AltSheet assistant={assistant} index={index} mediaId={mediaId} onClose={() => setOpen(false)} />
        )}
      </Suspense>
    </>
  )
}
