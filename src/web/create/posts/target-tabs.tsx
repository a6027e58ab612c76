import { Lightbulb, Undo2 } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Tabs } from '../../kit/tabs.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { followIdea, isTailored } from './tailor.ts'
import type { DeskChannel } from './use-desk.ts'

const ideaTab = 'idea'

/** The idea, and each channel's own form of it. */
export function TargetTabs() {
  const t = useWords('composer')
  const { chosen, target, setTarget } = useComposing()
  if (chosen.length === 0) return null
  const tabs = [
    {
      value: ideaTab,
      label: (
        <span className="inline-flex items-center gap-1.5">
          <Lightbulb aria-hidden className="size-4" />
          {t('idea')}
        </span>
      ),
    },
    ...chosen.map((channel) => ({ value: channel.id, label: <TabName channel={channel} /> })),
  ]
  return (
    <div className="flex flex-col gap-2">
      <Tabs
        look="line"
        label={t('whose')}
        value={target ?? ideaTab}
        onChange={(value) => setTarget(value === ideaTab ? null : value)}
        tabs={tabs}
      />
      {target !== null && <Inheritance channelId={target} />}
    </div>
  )
}

function TabName({ channel }: { channel: DeskChannel }) {
  const t = useWords('composer')
  const { writing, found } = useComposing()
  const wrong = found.some((one) => one.channelId === channel.id && one.level === 'error')
  return (
    <span className="inline-flex items-center gap-1.5">
      <NetworkMark network={channel.face} size="small" />
      <span className="max-w-40 truncate">{channel.name}</span>
      {isTailored(writing, channel.id) && (
        <span className="text-xs font-normal text-faint">{t('tailoredShort')}</span>
      )}
      {wrong && <span className="size-2 rounded-full bg-bad-mark" role="img" aria-label={t('hasErrors')} />}
    </span>
  )
}

/** Whether the channel follows the idea, and the way back to it. */
function Inheritance({ channelId }: { channelId: string }) {
  const t = useWords('composer')
  const { writing, change, desk } = useComposing()
  const variant = writing.variants[channelId]
  const tailored = isTailored(writing, channelId)
  const name = desk.get(channelId)?.name ?? ''
  const follow = () => {
    change((now) => followIdea(now, channelId))
    toast(t('followsAgain', { channel: name }), {
      undo: () =>
        change((now) => (variant ? { ...now, variants: { ...now.variants, [channelId]: variant } } : now)),
    })
  }
  return (
    <div className={cx('flex flex-wrap items-center justify-between gap-2 text-sm text-muted')}>
      <p className="min-w-0 flex-1 basis-60">
        {tailored ? t('tailored', { channel: name }) : t('follows', { channel: name })}
      </p>
      {tailored && (
        <Button look="quiet" size="small" icon={Undo2} onClick={follow}>
          {t('followIdea')}
        </Button>
      )}
    </div>
  )
}
