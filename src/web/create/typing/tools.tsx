import { Hash, Smile, Text } from 'lucide-react'
import { lazy, type RefObject, Suspense, useState } from 'react'
import { IconButton } from '../../kit/button.tsx'
import { Popover } from '../../kit/popover.tsx'
import { Spinner } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { typeAtCaret } from './insert.ts'

const EmojiPicker = lazy(() => import('./emoji-picker.tsx'))
const HashtagPanel = lazy(() => import('./hashtag-panel.tsx'))
const SnippetPanel = lazy(() => import('./snippet-panel.tsx'))

const tools = [
  { name: 'emoji', icon: Smile, Panel: EmojiPicker, apart: false },
  { name: 'hashtags', icon: Hash, Panel: HashtagPanel, apart: true },
  { name: 'snippets', icon: Text, Panel: SnippetPanel, apart: true },
] as const

export type PanelProps = { onChoose: (words: string, more?: { stay: boolean }) => void }

/** What one reaches for while writing: each opens beside its button and is fetched when it first does. */
export function WordTools({ area }: { area: RefObject<HTMLTextAreaElement | null> }) {
  const t = useWords('writing')
  const [open, setOpen] = useState<string | null>(null)
  return tools.map(({ name, icon, Panel, apart }) => (
    <Popover
      key={name}
      label={t(`${name}.heading`)}
      open={open === name}
      onOpenChange={(next) => setOpen(next ? name : null)}
      className="w-80"
      trigger={<IconButton icon={icon} label={t(`${name}.add`)} />}
    >
      <Suspense fallback={<Spinner />}>
        <Panel
          onChoose={(words, more) => {
            if (area.current) typeAtCaret(area.current, words, apart)
            if (!more?.stay) setOpen(null)
          }}
        />
      </Suspense>
    </Popover>
  ))
}
