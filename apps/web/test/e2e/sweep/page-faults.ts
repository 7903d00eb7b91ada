/**
 * Everything about a page's layout and structure that is wrong whatever the page is about, each in a line. Runs in the
 * page (`page.evaluate(layoutFaults)`), so it may use nothing from outside.
 */
export function layoutFaults(): string[] {
  const faults: string[] = [];
  const name = (element: Element) => {
    const text = (element.textContent ?? "").trim().slice(0, 60);
    return `<${element.tagName.toLowerCase()} class="${(element.getAttribute("class") ?? "").slice(0, 60)}"> ${text}`;
  };
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    const sticksOut = [...document.querySelectorAll("body *")].filter((element) => {
      const { right, left, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 1 || left < -1);
    });
    faults.push(`${scrollWidth} px in ${clientWidth} px: ${sticksOut.slice(0, 4).map(name).join("; ")}`);
  }
  const headings = document.querySelectorAll("h1").length;
  if (headings !== 1) faults.push(`${headings} h1`);
  if (!/\S.* · \S/u.test(document.title)) faults.push(`the title is "${document.title}"`);
  for (const element of document.querySelectorAll("body *")) {
    if (element.children.length > 0 || (element.textContent ?? "").trim() === "") continue;
    const { clip, clipPath } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (clip !== "auto" || clipPath !== "none" || box.width <= 1) continue;
    if (isCutOff(element, box)) faults.push(`cut off: ${name(element)}`);
  }
  return faults;

  /** By itself, or by something around it that hides what sticks out and cannot be scrolled. */
  function isCutOff(element: Element, box: DOMRect): boolean {
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX } = getComputedStyle(around);
      const { left, right } = around.getBoundingClientRect();
      // What can be scrolled is not cut off; a box of one pixel is there for screen readers.
      if (overflowX === "auto" || overflowX === "scroll" || right - left <= 1) return false;
      const sticksOut = box.right > right + 1 || box.left < left - 1;
      const isTooLong = around === element && element.scrollWidth > element.clientWidth + 1;
      if (overflowX !== "visible" && (sticksOut || isTooLong)) return true;
    }
    return false;
  }
}
