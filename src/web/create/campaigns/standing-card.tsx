import { Link } from '@tanstack/react-router'
import type { Campaign, CampaignStanding } from '../../../modules/create/campaigns/contract.ts'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

const steps = ['planned', 'drafts', 'proposed', 'toCome', 'out', 'trouble'] as const
type Step = (typeof steps)[number]

const placeOf = (step: Step, id: string): string => {
  if (step === 'planned') return `/content-plan?view=posts&campaign=${id}`
  const shelf = { drafts: 'drafts', proposed: 'proposed', toCome: 'scheduled', out: 'published' } as const
  return `/posts?campaign=${id}&shelf=${step === 'trouble' ? 'trouble' : shelf[step]}`
}

/** From idea to publication: how many stand at each step, and where to find them. */
export function StandingCard({ campaign, standing }: { campaign: Campaign; standing: CampaignStanding }) {
  const t = useWords('posts.campaigns')
  const formats = useFormats()
  // What needs somebody is said only when there is some.
  const shown = steps.filter((step) => step !== 'trouble' || standing.trouble > 0)
  return (
    <Card
      title={t('standing')}
      help={standing.nextAt ? t('next', { when: formats.moment(standing.nextAt) }) : t('standingHelp')}
    >
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-3 lg:grid-cols-6">
        {shown.map((step) => (
          <li key={step}>
            <Link
              to={placeOf(step, campaign.id) as never}
              className="-mx-2 flex flex-col rounded-md px-2 py-1.5 hover:bg-hover"
            >
              <span
                className={cx(
                  'text-xl font-semibold figures',
                  step === 'trouble' && 'text-bad',
                  standing[step] === 0 && 'text-muted',
                )}
              >
                {formats.number(standing[step])}
              </span>
              <span className="text-sm text-muted">{t(`steps.${step}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
