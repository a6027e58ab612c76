/** What somebody does of whom is asked whether it is out. */
export const lookWords = 'Look at the account: if it is there, mark it as published; if not, try again.'

/** Why something that nobody sent waits for a person. */
export const missedWords =
  'Its time passed before it could be sent. Publish it now, give it another time, or leave it.'

export const unapprovedWords =
  'Its time came and nobody had said yes to exactly this. Let it be approved, then give it another time, or leave it.'
