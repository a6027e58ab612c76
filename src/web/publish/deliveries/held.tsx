import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { type Judged, Judged as JudgedSchema } from '../../../modules/create/compliance/contract.ts'
import type { DeliveryDetail } from '../../../modules/publish/deliveries/contract.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useProblemWords } from '../../api/words.ts'
import { FindingSource, FindingWords } from '../../create/compliance/finding-words.tsx'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'

/** Why it was not sent again: each rule that stands against it, and where the words are mended or let pass. */
export default function Held({ problem, delivery }: { problem: ApiProblem; delivery: DeliveryDetail }) {
  const t = useWords('deliveries')
  const words = useProblemWords()
  const found = z.array(JudgedSchema).safeParse(problem.facts.items)
  const items: Judged[] = found.data ?? []
  return (
    <Alert tone="bad" title={t('held.title')} className="mt-4">
      <div className="flex flex-col items-start gap-2">
        <p>{words(problem)}</p>
        <ul className="flex list-disc flex-col gap-1 self-stretch rounded-md bg-surface py-2 pr-3 pl-7 text-text">
          {items.map((finding) => (
            <li key={`${finding.rule} ${finding.part}`}>
              <FindingWords finding={finding} /> <FindingSource finding={finding} />
            </li>
          ))}
        </ul>
        <Button size="small" asChild>
          <Link to={`/posts/${delivery.postId}?edit=true` as never}>{t('held.open')}</Link>
        </Button>
      </div>
    </Alert>
  )
}
