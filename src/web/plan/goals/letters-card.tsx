import { GoalScope } from '../../../modules/plan/goals/contract.ts'
import { Objective } from '../../../modules/plan/objectives/contract.ts'
import type { Mend } from '../../../modules/plan/smart/contract.ts'
import { type Numbered, useSayGoalNumber } from '../../api/goal-numbers.ts'
import { Button } from '../../kit/button.tsx'
import { SkeletonRows } from '../../kit/empty.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { goToField } from './field-id.ts'
import { LetterRow } from './letter-row.tsx'
import { useSayDay } from './status.tsx'
import { type Fields, useLetters } from './use-smart.ts'

type Props = { fields: Fields; of: Numbered; onFill: (mend: Mend) => void }

/** The five letters of what the form holds. A mend fills in exactly what it shows, or leads to its field. */
export function LettersCard({ fields, of, onFill }: Props) {
  const t = useWords('smart')
  const letters = useLetters(fields)
  if (letters.error) return null
  return (
    <Card title={t('lettersTitle')} help={t('lettersHelp')}>
      {letters.isPending && <SkeletonRows rows={5} />}
      <ul className="divide-y divide-line" aria-live="polite">
        {letters.data?.letters.map((letter) => (
          <LetterRow
            key={letter.letter}
            letter={letter}
            of={of}
            mend={letter.mend && <MendButton mend={letter.mend} of={of} onFill={onFill} />}
          />
        ))}
      </ul>
    </Card>
  )
}

type MendProps = { mend: Mend; of: Numbered; onFill: (mend: Mend) => void }

function MendButton({ mend, of, onFill }: MendProps) {
  const t = useWords('smart')
  const say = useSayMend()
  const said = say(mend, of)
  return (
    <Button size="small" onClick={() => (said === null ? goToField(mend.field) : onFill(mend))}>
      {said === null ? t('goTo') : t('fill', { value: said })}
    </Button>
  )
}

/** The value as it will stand in the field; null when a person has to say it. */
function useSayMend(): (mend: Mend, of: Numbered) => string | null {
  const goals = useWords('goals')
  const sayNumber = useSayGoalNumber()
  const sayDay = useSayDay()
  return ({ field, value }, of) => {
    if (value === null) return null
    if (field === 'deadline') return sayDay(String(value))
    const objective = Objective.safeParse(value)
    if (objective.success) return goals(`objectives.${objective.data}`)
    if (typeof value === 'number') return sayNumber(of, value)
    return GoalScope.safeParse(value).success ? goals('scopes.workspace') : String(value)
  }
}
