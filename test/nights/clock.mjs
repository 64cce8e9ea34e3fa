// Preloaded by the simulation (`node --import`): the program's clock begins at NIGHTS_NOW, in epoch milliseconds. The program
// itself knows nothing of it.
const RealDate = Date;
const shift = Number(process.env.NIGHTS_NOW) - RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + shift);
    else super(...parts);
  }

  static now() {
    return RealDate.now() + shift;
  }
};
