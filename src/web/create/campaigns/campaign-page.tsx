import { Link } from '@tanstack/react-router'
import { PencilLine } from 'lucide-react'
import { useState } from 'react'
import type { Campaign } from '../../../modules/create/campaigns/contract.ts'
import { useMay } from '../../api/me.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Page as Frame } from '../../kit/page.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { BriefCard } from './brief-card.tsx'
import { BudgetCard } from './budget-card.tsx'
import { CampaignMark } from './campaign-colour.tsx'
import { CampaignForm } from './campaign-form.tsx'
import { GoalsCard } from './goals-card.tsx'
import { ResultsCard } from './results-card.tsx'
import { campaignPage } from './routes.tsx'
import { StandingCard } from './standing-card.tsx'
import { useCampaign, useStanding } from './use-campaign.ts'
import { useSayTime } from './use-say-time.ts'

/** A campaign in one place: what it is for, how far it is, and what it brings. */
export function Page() {
  const t = useWords('posts.campaigns')
  const words = useProblemWords()
  const { id } = campaignPage.useParams()
  const campaign = useCampaign(id)
  const back = { to: '/campaigns', label: t('nav') }
  if (campaign.isPending)
    return (
      <Frame title={t('nav')} back={back}>
        <SkeletonRows rows={4} />
      </Frame>
    )
  if (campaign.isError)
    return (
      <Frame title={t('nav')} back={back}>
        <ErrorState words={words(campaign.error)} onRetry={() => void campaign.refetch()} />
      </Frame>
    )
  return <Whole campaign={campaign.data} back={back} />
}

function Whole({ campaign, back }: { campaign: Campaign; back: { to: string; label: string } }) {
  const t = useWords('posts.campaigns')
  const may = useMay()
  const standing = useStanding(campaign.id)
  const words = useProblemWords()
  const [changing, setChanging] = useState(false)
  return (
    <Frame
      title={campaign.name}
      back={back}
      help={<Head campaign={campaign} />}
      actions={
        <>
          <Button asChild>
            <Link to={`/calendar?campaign=${campaign.id}` as never}>{t('inCalendar')}</Link>
          </Button>
          {may('plan.manage') && (
            <Button icon={PencilLine} onClick={() => setChanging(true)}>
              {t('change')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {standing.isPending && <SkeletonRows rows={2} />}
        {standing.isError && (
          <ErrorState words={words(standing.error)} onRetry={() => void standing.refetch()} />
        )}
        {standing.data && <StandingCard campaign={campaign} standing={standing.data} />}
        <BriefCard campaign={campaign} onWrite={may('plan.manage') ? () => setChanging(true) : null} />
        {standing.data && may('numbers.read') && <GoalsCard goals={standing.data.goals} />}
        {may('budget.read') && <BudgetCard campaign={campaign} />}
        {standing.data && may('numbers.read') && <ResultsCard campaign={campaign} standing={standing.data} />}
      </div>
      {changing && (
        <CampaignForm
          campaign={campaign}
          onClose={() => setChanging(false)}
          onSaved={() => {
            setChanging(false)
            toast(t('saved'))
          }}
        />
      )}
    </Frame>
  )
}

function Head({ campaign }: { campaign: Campaign }) {
  const t = useWords('posts.campaigns')
  const sayTime = useSayTime()
  return (
    <span className="flex flex-wrap items-center gap-2">
      <CampaignMark colour={campaign.colour} />
      <span className="figures">{sayTime(campaign) ?? t('noTime')}</span>
      {campaign.archivedAt && <Badge>{t('archivedBadge')}</Badge>}
    </span>
  )
}
