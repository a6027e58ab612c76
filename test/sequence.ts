import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take a minute and more are begun first: begun last, one of them would run alone while nothing else is left for
 * the other worker. How long each took is only known on a machine that has run them before.
 */
export const longestFirst = (names: readonly string[]) =>
  class extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification): number => {
        const at = names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`))
        return at < 0 ? names.length : at
      }
      return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
    }
  }
