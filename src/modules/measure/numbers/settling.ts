/** Most of what a post will get has come after so many hours; younger ones are said to be still growing. */
export const settlingHours = 72
