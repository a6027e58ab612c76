import { lazy, Suspense, useEffect, useState } from 'react'
import { anchorAt, locate } from '../../../modules/create/approval/contract.ts'
import { Skeleton } from '../../kit/empty.tsx'
import type { Marked, Said } from '../approval/said.ts'
import { useComposing } from './composer-context.ts'
import type { Target } from './tailor.ts'
import { TasksPlace } from './tasks-place.tsx'
import { contentOf } from './writing.ts'

const CompanyBar = lazy(() => import('../company/company-bar.tsx'))
const PostApproval = lazy(() => import('../approval/post-approval.tsx'))

/** Who else is in this draft. */
export function ComposerCompany() {
  const { post, target } = useComposing()
  if (!post) return null
  return (
    <Suspense>
      <CompanyBar postId={post.id} channelId={target} writes />
    </Suspense>
  )
}

/** What others have to say to it and to do for it. It comes after the page: it is no part of writing. */
export function ComposerTeam() {
  const { post, writing, target, setTarget } = useComposing()
  const marked = useMarked(target)
  if (!post) return null
  const said: Said = {
    marked,
    textsOf: (channelId) => contentOf(writing, channelId).parts.map(({ text }) => text),
    onShow: (words) => {
      setTarget(words.channelId)
      // The text of another channel is there only after the next drawing.
      requestAnimationFrame(() => requestAnimationFrame(() => show(words)))
    },
  }
  return (
    <>
      <Suspense fallback={<Skeleton className="h-24 w-full" />}>
        <PostApproval post={post} said={said} />
      </Suspense>
      <TasksPlace postId={post.id} />
    </>
  )
}

const fieldOf = (part: number): HTMLTextAreaElement | null =>
  document.querySelector<HTMLTextAreaElement>(`#part-${part}-text`)

function show({ anchor }: Marked): void {
  const field = fieldOf(anchor.part)
  const place = field && locate(field.value, anchor)
  if (!field || !place) return
  field.focus()
  field.setSelectionRange(place.start, place.end)
  field.scrollIntoView({ block: 'center' })
}

/** What was marked last in the text that is being written; it stays when the hand goes on to the remark. */
function useMarked(target: Target): Marked | null {
  const [marked, setMarked] = useState<Marked | null>(null)
  useEffect(() => {
    const listen = () => {
      const field = document.activeElement
      const part =
        field instanceof HTMLTextAreaElement ? /^part-(\d{1,3})-text$/.exec(field.id)?.[1] : undefined
      if (!(field instanceof HTMLTextAreaElement) || part === undefined) return
      const { selectionStart: start, selectionEnd: end, value } = field
      const isWords = value.slice(start, end).trim() !== ''
      setMarked(isWords ? { channelId: target, anchor: anchorAt(value, Number(part), start, end) } : null)
    }
    document.addEventListener('selectionchange', listen)
    return () => document.removeEventListener('selectionchange', listen)
  }, [target])
  return marked
}
