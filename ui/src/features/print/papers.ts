// The papers that are printed from the window, by the names that stand in the address.

/** Of a session, one beside the other in the bar. */
export const SESSION_PAPERS = ['notice', 'seat-cards', 'agenda', 'sign-in', 'unit-lists'] as const
/** `checkpoint`: what a stranger checks the record by. `trail`: a list of looks, printed where it is searched. */
export type Paper = (typeof SESSION_PAPERS)[number] | 'checkpoint' | 'trail'

export const isSessionPaper = (name: string): name is (typeof SESSION_PAPERS)[number] =>
  SESSION_PAPERS.some(paper => paper === name)
