// 排名: seats keep their numbers and telephones, the people move.

interface Manned {
  leader: unknown
  recorder: unknown
}

/** The people of seat `at` change places with their neighbours. */
export function movePeople<S extends Manned>(seats: readonly S[], at: number, by: 1 | -1): S[] {
  const [one, other] = [seats[at], seats[at + by]]
  if (!one || !other) return [...seats]
  const people = ({ leader, recorder }: S) => ({ leader, recorder })
  return seats.map((seat, i) => {
    if (i === at) return { ...seat, ...people(other) }
    return i === at + by ? { ...seat, ...people(one) } : seat
  })
}
