// Leaving a field closes Wagtail's calendar only where leaving it may also replace what was typed (`validateOnBlur`).
document.addEventListener("focusout", ({ target }) => {
  const field = window.jQuery?.(target);
  if (!field?.data("xdsoft_datetimepicker")) return;
  // It opens a moment after the field was entered, and may not have yet.
  setTimeout(() => document.activeElement === target || field.datetimepicker("hide"), 200);
});
