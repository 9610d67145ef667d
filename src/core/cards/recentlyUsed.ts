/** Values that are dear to make, by a key; those used longest ago are forgotten first. */
export class RecentlyUsed<Value> {
  /** In the order of their last use. */
  private readonly values = new Map<string, Value>();

  /** @param most how many are kept */
  constructor(private readonly most: number) {}

  get(key: string, make: () => Value): Value {
    const value = this.values.get(key) ?? make();
    this.values.delete(key);
    this.values.set(key, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most && oldest !== undefined) {
      this.values.delete(oldest);
    }
    return value;
  }
}
