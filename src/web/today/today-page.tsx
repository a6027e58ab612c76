import { Link } from '@tanstack/react-router'
import { PenLine } from 'lucide-react'
import { useChannels } from '../api/channels.ts'
import { useMay, useWorkspace } from '../api/me.ts'
import { Button } from '../kit/button.tsx'
import { useFormats } from '../kit/format.ts'
import { Page as Frame } from '../kit/page.tsx'
import { useWords } from '../kit/words.ts'
import { AheadCard } from './ahead-card.tsx'
import { ChannelsCard } from './channels-card.tsx'
import { FirstSteps } from './first-steps.tsx'
import { GoalsCard } from './goals-card.tsx'
import { NeedsCard } from './needs-card.tsx'
import { PlanCard } from './plan-card.tsx'

/** What needs me first, then what goes out today, then how it stands. */
export function Page() {
  const t = useWords('today')
  const may = useMay()
  const formats = useFormats()
  const { timeZone } = useWorkspace()
  const channels = useChannels()
  const now = new Date()
  return (
    <Frame
      title={t('nav')}
      help={formats.custom(
        now,
        { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
        timeZone,
      )}
      actions={
        may('post.write') && (
          <Button asChild look="primary">
            <Link to="/posts/new">
              <PenLine aria-hidden className="size-4" />
              {t('plan.write')}
            </Link>
          </Button>
        )
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[1.7fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <FirstSteps />
          <NeedsCard channels={channels} />
          <PlanCard channels={channels} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <AheadCard />
          <GoalsCard />
          <ChannelsCard channels={channels} />
        </div>
      </div>
    </Frame>
  )
}
