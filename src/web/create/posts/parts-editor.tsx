import { Plus } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing, useFound } from './composer-context.ts'
import { FoundList } from './found-list.tsx'
import { PartEditor } from './part-editor.tsx'
import { arrangeParts } from './tailor.ts'
import { contentOf } from './writing.ts'

/** The post, or the posts of a thread, one under the other. */
export function PartsEditor() {
  const { writing, target } = useComposing()
  const { parts } = contentOf(writing, target)
  const found = useFound('parts')
  return (
    <div className="flex flex-col gap-3">
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the thread
        <PartEditor key={index} part={part} index={index} count={parts.length} />
      ))}
      <FoundList found={found} />
    </div>
  )
}

/** One post more, where some reader has threads. */
export function AddPart() {
  const t = useWords('composer')
  const { writing, target, change, readers } = useComposing()
  const { length } = contentOf(writing, target).parts
  const may = readers.length === 0 || readers.some((channel) => channel.manifest.threadMax > length)
  if (!may) return null
  const places = Array.from({ length }, (_, place) => place)
  return (
    <Button
      look="quiet"
      size="small"
      icon={Plus}
      onClick={() => change((now) => arrangeParts(now, target, [...places, -1]))}
    >
      {t('addPart')}
    </Button>
  )
}
