const MINUTES_PER_HOUR = 60;
/** A large laydown has thousands of counters, and half of them never move: they have no hours at all. */
const NO_HOURS = new Float64Array(0);
const LEAST_HOURS = 64;

/**
 * A count that changes now and then (beds in use, casualties waiting), integrated into means by the hour. Each change
 * costs the same however long the count stood still: hours that an interval covers whole go through a difference
 * array and are summed up only when read.
 */
export class HourlyLevel {
  /** Present count. */
  level = 0;
  peak = 0;
  /** Count × minutes so far. */
  integralMinutes = 0;
  #sinceMinutes = 0;
  /** Count × minutes from intervals that end or begin inside the hour. */
  #partial = NO_HOURS;
  /** Change of the count that holds through whole hours, at the hour where it begins. */
  #step = NO_HOURS;

  /** The count becomes `level` at `timeMinutes`, which never runs backwards. */
  change(timeMinutes: number, level: number): void {
    if (this.level !== 0 && timeMinutes > this.#sinceMinutes) {
      this.addInterval(this.#sinceMinutes, timeMinutes, this.level);
    }
    this.#sinceMinutes = timeMinutes;
    this.level = level;
    if (level > this.peak) this.peak = level;
  }

  /** Adds `amount` over an interval, for things known by start and end; does not move `level` or `peak`. */
  addInterval(fromMinutes: number, toMinutes: number, amount: number): void {
    this.integralMinutes += amount * (toMinutes - fromMinutes);
    const first = Math.floor(fromMinutes / MINUTES_PER_HOUR);
    const last = Math.floor(toMinutes / MINUTES_PER_HOUR);
    if (last + 1 >= this.#partial.length) this.#grow(last + 2);
    if (first === last) {
      this.#partial[first] += amount * (toMinutes - fromMinutes);
      return;
    }
    this.#partial[first] += amount * ((first + 1) * MINUTES_PER_HOUR - fromMinutes);
    this.#partial[last] += amount * (toMinutes - last * MINUTES_PER_HOUR);
    this.#step[first + 1] += amount;
    this.#step[last] -= amount;
  }

  /** Mean count in each hour from 0 on. Call `change` with the present level first to bring it up to date. */
  hourlyMeans(hours: number): Float32Array {
    const means = new Float32Array(hours);
    let whole = 0;
    for (let hour = 0; hour < hours && hour < this.#partial.length; hour++) {
      whole += this.#step[hour];
      means[hour] = whole + this.#partial[hour] / MINUTES_PER_HOUR;
    }
    return means;
  }

  /** Count × minutes in hours 0 to `hours` − 1. */
  integralWithin(hours: number): number {
    let whole = 0;
    let sum = 0;
    for (let hour = 0; hour < hours && hour < this.#partial.length; hour++) {
      whole += this.#step[hour];
      sum += whole * MINUTES_PER_HOUR + this.#partial[hour];
    }
    return sum;
  }

  #grow(hours: number): void {
    const size = Math.max(hours, LEAST_HOURS, Math.ceil(this.#partial.length * 1.5));
    const partial = new Float64Array(size);
    partial.set(this.#partial);
    this.#partial = partial;
    const step = new Float64Array(size);
    step.set(this.#step);
    this.#step = step;
  }
}
