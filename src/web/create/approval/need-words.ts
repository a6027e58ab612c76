import type { Standing } from '../../../modules/create/approval/contract.ts'
import { useWords } from '../../kit/words.ts'

type Needs = Standing['needs']

/** Whose yes is missing: names, or roles where nobody holds them, and in which step. */
export function useNeedWords(): (needs: Needs) => string {
  const t = useWords('approval')
  return (needs) =>
    needs
      .map(({ step, who, roles }) => {
        const asked = who.length > 0 ? who : roles.map((role) => t(`roleOf.${role}`))
        return asked.length > 0 ? `${asked.join(', ')} (${step})` : step
      })
      .join('; ')
}
