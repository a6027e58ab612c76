import { Eye, Lightbulb, Save, Send } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { When } from '../../../modules/create/posts/contract.ts'
import { useMayOn } from '../../api/channels.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Keys } from '../../kit/kbd.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { idsOf, useComposing } from './composer-context.ts'
import { hintsId } from './hints.tsx'
import { ComposerPreviews } from './previews.tsx'
import { SaveState } from './save-state.tsx'
import { useAdvice } from './use-advice.ts'
import { useNeeds } from './use-needs.ts'
import { useSend } from './use-send.ts'
import type { WhenKind } from './when-field.tsx'

type Props = {
  kind: WhenKind
  onTimeError: (words: string | null) => void
  /** Somebody wanted to send: from now on everything that is missing is told. */
  onTried: () => void
  onSent: () => void
}

/** Always at hand: where the words are, how they look, and the press that sends them. */
export function ActionBar({ kind, onTimeError, onTried, onSent }: Props) {
  const t = useWords('composer')
  const words = useProblemWords()
  const mayOn = useMayOn()
  const { writing, chosen, found, post, keeper, state, setTarget } = useComposing()
  const [previewing, setPreviewing] = useState(false)
  const { send, propose, busy } = useSend({
    kind,
    onTimeProblem: (problem) => onTimeError(words(problem)),
    onSent: (sent) => {
      keeper.hear(sent)
      onSent()
    },
  })
  const mayPublish = mayOn('post.publish', idsOf(chosen))
  const isScheduled = post?.stage === 'scheduled'
  // Now is not possible while somebody must say yes first: what goes out with the yes is asked for instead.
  const asks = useNeeds(kind === 'now').length > 0 && post?.stage === 'draft' && mayPublish

  const isReady = (): boolean => {
    onTried()
    onTimeError(null)
    if (chosen.length === 0) return stop(t('chooseChannels'))
    const errors = found.filter((one) => one.level === 'error')
    const first = errors[0]
    if (!first) return true
    // What the idea's own page does not show is shown where it is.
    if (!errors.some((one) => !writing.variants[one.channelId]?.content)) setTarget(first.channelId)
    return stop(t('mendFirst', { count: errors.length }))
  }
  const stop = (why: string): false => {
    toast(why, { tone: 'bad' })
    return false
  }
  const main = () => {
    if (busy || !isReady()) return
    if (isScheduled) void keeper.flush().then((done) => done && onSent())
    else if (!mayPublish) propose.mutate({ atOnce: false })
    else if (asks) propose.mutate({ atOnce: true })
    else if (kind === 'at' && !writing.wish) onTimeError(t('chooseTime'))
    else send.mutate(whenOf(kind, writing.wish))
  }
  // A proposal is saved by itself and waits for somebody else.
  const waits = post?.stage === 'proposed' && !mayPublish
  useMainKeys(waits ? () => {} : main, () => void keeper.flush())
  const label = isScheduled
    ? t('saveChanges')
    : mayPublish
      ? t(asks ? 'send.ask' : `send.${kind}`)
      : t('propose')
  return (
    <div className="sticky bottom-[calc(3.5rem+env(safe-area-inset-bottom))] z-20 -mx-4 flex flex-wrap items-center justify-between gap-x-3 gap-y-2 border-t border-line bg-ground/95 px-4 py-2.5 backdrop-blur md:bottom-0 md:-mx-8 md:px-8">
      <SaveState />
      <span className="ml-auto flex flex-wrap items-center justify-end gap-2">
        <Button className="lg:hidden" icon={Eye} onClick={() => setPreviewing(true)}>
          {t('preview')}
        </Button>
        <AdviceCount />
        {!waits && (
          <Button
            look="primary"
            icon={isScheduled ? Save : Send}
            busy={busy || (isScheduled && state === 'saving')}
            onClick={main}
          >
            {label}
            <span className="max-md:hidden">
              <Keys keys="mod+enter" inverse />
            </span>
          </Button>
        )}
      </span>
      <Sheet open={previewing} onClose={() => setPreviewing(false)} title={t('preview')}>
        <section
          aria-label={t('preview')}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
          tabIndex={0}
        >
          <ComposerPreviews />
        </section>
      </Sheet>
    </div>
  )
}

/** How many things there are to know before it goes out; it leads to them and keeps nobody from sending. */
function AdviceCount() {
  const t = useWords('advice')
  const { open } = useAdvice()
  if (open.length === 0) return null
  return (
    <Button
      look="quiet"
      icon={Lightbulb}
      onClick={() =>
        document.getElementById(hintsId)?.scrollIntoView({ block: 'center', behavior: 'smooth' })
      }
    >
      <span className="sr-only">{t('count', { count: open.length })}</span>
      <span aria-hidden>{open.length}</span>
    </Button>
  )
}

function whenOf(kind: WhenKind, wish: { at: string; zone: string } | null): When {
  if (kind === 'at' && wish) return { kind, at: wish.at, zone: wish.zone }
  return kind === 'now' ? { kind } : { kind: 'nextFreeSlot' }
}

/** Ctrl or ⌘ with Enter sends, with S saves, from anywhere in the composer. */
function useMainKeys(main: () => void, save: () => void): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return
      const run =
        event.key === 'Enter' ? main : event.key.toLowerCase() === 's' && !event.shiftKey ? save : null
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  })
}
