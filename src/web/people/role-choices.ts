import { Role } from '../../modules/people/members/contract.ts'
import { useWords } from '../kit/words.ts'

/** The roles to choose from, strongest first, each with what it may do. */
export function useRoleChoices(roles: readonly Role[] = Role.options) {
  const t = useWords('people')
  return roles.map((value) => ({ value, label: t(`roles.${value}.name`), help: t(`roles.${value}.help`) }))
}
