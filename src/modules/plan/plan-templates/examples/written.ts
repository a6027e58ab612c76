type Named = { name: string; about: string }

/** The words of one built-in template; pillars, rubrics and days in the order of its frame. */
export type WrittenTemplate = Named & {
  pillars: readonly Named[]
  rubrics: readonly { name: string; hint: string }[]
  dates?: readonly string[]
}

/** All of them in one language. */
export type Written = Record<'alone' | 'companies' | 'shop' | 'house' | 'courses', WrittenTemplate>
