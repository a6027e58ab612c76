import type { Choice, FitAnswer } from '../../../modules/plan/choice/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { useFaces, useSpan } from './names.ts'

type Props = {
  choice: Choice
  proposal: FitAnswer['proposal']
  chosen: readonly string[]
  onChoose: (networks: readonly string[]) => void
}

/** Which networks reach most people within the hours that there are. */
export function ProposalCard({ choice, proposal, chosen, onChoose }: Props) {
  const t = useWords('choice')
  const formats = useFormats()
  const span = useSpan()
  const faceOf = useFaces(choice.networks)
  if (!proposal)
    return (
      <Card title={t('proposal.title')}>
        <p className="text-muted">
          {t(choice.capacityHours === null ? 'proposal.noHours' : 'proposal.none')}
        </p>
      </Card>
    )
  const same =
    proposal.networks.length === chosen.length && proposal.networks.every((one) => chosen.includes(one))
  return (
    <Card title={t('proposal.title')} help={t('proposal.help')}>
      <div className="flex flex-col gap-3">
        <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
          {proposal.networks.map((network) => (
            <li key={network} className="inline-flex items-center gap-1.5">
              <NetworkMark network={faceOf(network)} size="small" />
              {faceOf(network).name}
            </li>
          ))}
        </ul>
        <p className="text-sm text-muted figures">
          {t('proposal.reached', { span: span(proposal.reached), hours: formats.number(proposal.hours) })}
        </p>
        <Button disabled={same} onClick={() => onChoose(proposal.networks)}>
          {t(same ? 'proposal.chosen' : 'proposal.choose')}
        </Button>
      </div>
    </Card>
  )
}
