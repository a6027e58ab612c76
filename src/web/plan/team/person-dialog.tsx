import { useState } from 'react'
import {
  type Team,
  type TeamPerson,
  type WorkFunction,
  workFunctions,
} from '../../../modules/plan/team/contract.ts'
import { readHours } from '../../api/money.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { useAddPerson, useChangePerson, useMembers } from './use-team.ts'

const outside = 'outside'
const mostMinutes = 10_080

type Props = { team: Team; person?: TeamPerson; onClose: () => void }

/** Somebody of the team: a member, or somebody outside by name. */
export function PersonDialog({ team, person, onClose }: Props) {
  const t = useWords('team')
  const words = useProblemWords()
  const { locale, number } = useFormats()
  const members = useMembers().filter(({ id }) => !team.people.some(({ userId }) => userId === id))
  const [userId, setUserId] = useState<string>(person?.userId ?? outside)
  const [name, setName] = useState(person?.name ?? '')
  const [contact, setContact] = useState(person?.contact ?? '')
  const [functions, setFunctions] = useState<WorkFunction[]>(person?.functions ?? [])
  const [hours, setHours] = useState(
    person?.minutes ? number(person.minutes / 60, { maximumFractionDigits: 2 }) : '',
  )
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const add = useAddPerson()
  const change = useChangePerson()
  const isOutside = userId === outside
  const minutes = hours.trim() === '' ? null : readHours(hours, locale)
  const wrongHours = minutes === undefined || (minutes !== null && minutes > mostMinutes)
  const submit = async () => {
    setTried(true)
    setProblem(null)
    if (wrongHours || minutes === undefined || (isOutside && name.trim() === '')) return
    const own = { functions, minutes, ...(isOutside && { name: name.trim(), contact: contact.trim() }) }
    try {
      if (person) await change.mutateAsync({ id: person.id, change: own })
      else
        await add.mutateAsync({
          ...{ userId: isOutside ? null : userId, functions, minutes },
          ...{ name: isOutside ? name.trim() : '', contact: isOutside ? contact.trim() : '' },
        })
      onClose()
    } catch (error) {
      setProblem(words(error))
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={person ? person.name || t('gone') : t('person.add')}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="primary" busy={add.isPending || change.isPending} onClick={() => void submit()}>
            {t('save')}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {problem && <Alert tone="bad">{problem}</Alert>}
        {!person && (
          <Field label={t('person.who')}>
            <Select
              value={userId}
              onChange={setUserId}
              choices={[
                { value: outside, label: t('person.outside'), help: t('person.outsideHelp') },
                ...members.map(({ id, name: of }) => ({ value: id, label: of })),
              ]}
            />
          </Field>
        )}
        {isOutside && (
          <>
            <Field
              label={t('person.name')}
              required
              error={tried && name.trim() === '' ? t('person.noName') : undefined}
            >
              <Input maxLength={120} value={name} onChange={({ target }) => setName(target.value)} />
            </Field>
            <Field label={t('person.contact')} optional>
              <Input maxLength={300} value={contact} onChange={({ target }) => setContact(target.value)} />
            </Field>
          </>
        )}
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 text-sm font-medium">{t('functionsOf')}</legend>
          {workFunctions.map((one) => (
            <Checkbox
              key={one}
              label={t(`functions.${one}`)}
              checked={functions.includes(one)}
              onChange={(on) =>
                setFunctions(on ? [...functions, one] : functions.filter((other) => other !== one))
              }
            />
          ))}
        </fieldset>
        <Field
          label={t('person.hours')}
          help={t('person.hoursHelp')}
          optional
          error={tried && wrongHours ? t('person.wrongHours') : undefined}
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            value={hours}
            onChange={({ target }) => setHours(target.value)}
          />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}
